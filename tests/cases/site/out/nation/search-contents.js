var govcatContents={"version":1,"texts":"社会救助政策\n配套文件\n=HYPERLINK(\"http://evil.example\",\"x\")\n办理条件\n办理流程","sets":[1,"01 2 34"],"entries":[1,"012"]};
