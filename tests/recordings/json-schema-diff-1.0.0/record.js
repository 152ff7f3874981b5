// Asks json-schema-diff what it says of pairs of schemas: node record.js pairs.json answers.json
// (`npm install json-schema-diff@1.0.0` first). A pair that it refuses is left out.
const fs = require("fs");
const { diffSchemas } = require("json-schema-diff");

async function main([asked, answered]) {
  const answers = [];
  for (const { before, after } of JSON.parse(fs.readFileSync(asked, "utf8"))) {
    try {
      const found = await diffSchemas({ sourceSchema: before, destinationSchema: after });
      answers.push({ before, after, added: found.additionsFound, removed: found.removalsFound });
    } catch {
      continue;
    }
  }
  fs.writeFileSync(answered, `[\n${answers.map((pair) => JSON.stringify(pair)).join(",\n")}\n]\n`);
}

main(process.argv.slice(2));
