# One line a target; `make help` prints them.
CARGO ?= cargo
OUT ?= dist
# Of `make corpus`: how many counties, how many in a hundred with tables of their own, and more for the generator.
COUNTIES ?= 100
ALONE ?= 90
CORPUS_FLAGS ?= --provinces --townships 2

.DEFAULT_GOAL := help
.PHONY: help site test check bless bench bench-nation corpus fuzz peers clean

help: ## print this
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "%-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: ## build the tool and compile the shipped catalogs into dist/
	$(CARGO) run --locked --release --quiet -- build --out $(OUT)

test: ## run every test, in the browser too
	$(CARGO) test --locked
	CARGO=$(CARGO) ./tests/browser/run.sh

check: ## what CI runs: format, lints, docs, tests, dependencies
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS=-Dwarnings $(CARGO) doc --locked --no-deps --document-private-items --quiet
	$(MAKE) test
	./tests/deny.sh
	CARGO=$(CARGO) ./tests/instructions.sh

bless: ## rewrite the tests' expectations; review them with git diff
	SNAPSHOTS=overwrite TRYCMD=overwrite $(CARGO) test --locked --no-fail-fast
	$(CARGO) test --locked

bench: ## measure, and write docs/performance.md
	$(CARGO) build --locked --release --examples --bins
	$(CARGO) run --locked --release --quiet --example measure

bench-nation: ## the same for ever more counties, up to the whole country; prints a table
	$(CARGO) build --locked --release --examples --bins
	$(CARGO) run --locked --release --quiet --example measure -- --nation 2843 --in target

corpus: OUT = target/corpus
corpus: ## write a share of the nation into OUT=target/corpus; COUNTIES=2843 is all of it
	$(CARGO) run --locked --release --quiet --example corpus -- \
		--counties $(COUNTIES) --alone $(ALONE) --registries catalogs $(CORPUS_FLAGS) $(OUT)

fuzz: ## hold the two YAML readers against each other until stopped; needs nightly and cargo-fuzz
	$(CARGO) +nightly fuzz run readers -- -dict=fuzz/yaml.dict -max_len=4096 $(FUZZ_FLAGS)

peers: ## install the validators that `make bench` compares with, into target/peers
	npm install --no-save --prefix target/peers @sourcemeta/jsonschema@16
	$(CARGO) install --root target/peers --locked boon-cli --version '~0.6'

clean: ## remove what was built
	$(CARGO) clean
	rm -rf $(OUT)
