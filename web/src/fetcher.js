// Sends an operation to the address that this page came from, wherever the endpoint is mounted.
const endpoint = window.location.pathname;

export async function fetcher(operation, { headers } = {}) {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      accept: "application/graphql-response+json, application/json;q=0.9",
      "content-type": "application/json",
      ...headers,
    },
    body: JSON.stringify(operation),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // A proxy in between may answer with a page of its own.
    throw new Error(`HTTP ${response.status} ${response.statusText}: ${text.slice(0, 500)}`);
  }
}
