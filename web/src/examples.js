// The queries of web/examples, in the order of their file names. A test of the service checks
// each of them against schema.graphql.
const files = import.meta.glob("../examples/*.graphql", {
  query: "?raw",
  import: "default",
  eager: true,
});

export const examples = Object.keys(files)
  .sort()
  .map((path) => files[path]);
