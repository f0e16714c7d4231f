# One line a target; `make help` prints them.
CARGO ?= cargo
OUT ?= dist

.DEFAULT_GOAL := help
.PHONY: help site test check bless bench peers clean

help: ## print this
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "%-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

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

bless: ## rewrite the tests' expectations; review them with git diff
	SNAPSHOTS=overwrite TRYCMD=overwrite $(CARGO) test --locked --no-fail-fast
	$(CARGO) test --locked

bench: ## measure, and write docs/performance.md
	$(CARGO) build --locked --release --examples --bins
	$(CARGO) run --locked --release --quiet --example measure

peers: ## install the validators that `make bench` compares with, into target/peers
	npm install --no-save --prefix target/peers @sourcemeta/jsonschema@16
	$(CARGO) install --root target/peers --locked boon-cli --version '~0.6'

clean: ## remove what was built
	$(CARGO) clean
	rm -rf $(OUT)
