// Sends an operation to the address that this page came from, wherever the endpoint is mounted.
import { Kind, parse } from "graphql";

const endpoint = window.location.pathname;

// For a moment after a change of tabs GraphiQL still holds the operation name of the tab before:
// in a document with one operation, that one is meant.
function withItsName(operation) {
  let names;
  try {
    names = parse(operation.query)
      .definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
      .map(({ name }) => name?.value);
  } catch {
    return operation; // The service tells better what is wrong with it.
  }
  return names.length === 1 ? { ...operation, operationName: names[0] } : operation;
}

export async function fetcher(operation, { headers } = {}) {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      accept: "application/graphql-response+json, application/json;q=0.9",
      "content-type": "application/json",
      ...headers,
    },
    body: JSON.stringify(withItsName(operation)),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // A proxy in between may answer with a page of its own.
    throw new Error(`HTTP ${response.status} ${response.statusText}: ${text.slice(0, 500)}`);
  }
}
