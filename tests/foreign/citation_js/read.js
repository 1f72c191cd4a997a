// What citation-js makes of the file named first, in the format named second: CSL-JSON.
const { Cite } = require("@citation-js/core");
for (const name of ["bibtex", "csl", "ris"]) require(`@citation-js/plugin-${name}`);
const [file, forceType] = process.argv.slice(2);
const text = require("fs").readFileSync(file, "utf8");
const given = file.endsWith(".json") ? JSON.parse(text) : text;
process.stdout.write(JSON.stringify(new Cite(given, { forceType }).data));
