// Asks a running Colophon by the generated documents; the compiler knows the shape of each answer.
import {
  AuthorPageDocument,
  FindDocument,
  PaperListDocument,
  PapersByDocument,
  type TypedDocumentString,
} from "./graphql/graphql.js";

declare const process: { argv: string[] };

async function ask<Answer, Variables>(
  document: TypedDocumentString<Answer, Variables>,
  variables: Variables,
): Promise<Answer> {
  const response = await fetch(`${process.argv[2]}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const answer = (await response.json()) as { data?: Answer; errors?: unknown };
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

/** The titles of all papers since 2020, page by page: what is typed is what is used. */
async function titles(): Promise<string[]> {
  const found: string[] = [];
  let after: string | null | undefined;
  do {
    const { papers } = await ask(PaperListDocument, {
      filter: { year: { gte: 2020 } },
      first: 3,
      after,
    });
    found.push(...papers.nodes.map((paper) => paper.title));
    after = papers.pageInfo.hasNextPage ? papers.pageInfo.endCursor : null;
  } while (after);
  return found;
}

const page = await ask(AuthorPageDocument, { by: { orcid: "0009-9999-9999-9925" } });
const day: string | null | undefined = page.author?.papers.edges[0]?.node.publishedOn;

console.log(
  JSON.stringify({
    page,
    day,
    titles: await titles(),
    facets: await ask(PapersByDocument, { facet: "COUNTRY", filter: { hasCode: true } }),
    found: await ask(FindDocument, { query: "quillfeather" }),
  }),
);
