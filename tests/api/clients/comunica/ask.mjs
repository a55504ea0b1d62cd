// Asks an endpoint with Comunica. Standard input: {"name": {"query", "sources"}, …}; standard output: what
// each query gave: rows, a number of statements, true or false, or {"error"}.
import { text } from "node:stream/consumers";
import { QueryEngine } from "@comunica/query-sparql";

async function ask({ query, sources }) {
  const result = await new QueryEngine().query(query, { sources });
  if (result.resultType === "boolean") return result.execute();
  const found = await (await result.execute()).toArray();
  if (result.resultType === "quads") return found.length;
  return found.map((row) => Object.fromEntries([...row].map(([name, term]) => [name.value, term.value])));
}

const answers = {};
for (const [name, asked] of Object.entries(JSON.parse(await text(process.stdin)))) {
  answers[name] = await ask(asked).catch((error) => ({ error: String(error) }));
}
console.log(JSON.stringify(answers));
