// An author's page: papers load on, coauthors load backwards, both by cursor.
import { graphql } from "relay-runtime";

export const query = graphql`
  query AuthorPageQuery($by: AuthorRef!) {
    author(by: $by) {
      id
      name
      metrics {
        hIndex
      }
      ...AuthorPage_papers @arguments(count: 2)
      ...AuthorPage_coauthors
    }
  }
`;

export const papers = graphql`
  fragment AuthorPage_papers on Author
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 10 }
    cursor: { type: "String" }
    order: { type: "PaperOrder", defaultValue: NEWEST }
  )
  @refetchable(queryName: "AuthorPagePapersQuery") {
    papers(first: $count, after: $cursor, orderBy: $order)
      @connection(key: "AuthorPage_papers", filters: ["orderBy"]) {
      totalCount
      edges {
        position
        node {
          id
          title
          publishedOn
        }
      }
    }
  }
`;

export const coauthors = graphql`
  fragment AuthorPage_coauthors on Author
  @argumentDefinitions(count: { type: "Int", defaultValue: 5 }, cursor: { type: "String" })
  @refetchable(queryName: "AuthorPageCoauthorsQuery") {
    coauthors(last: $count, before: $cursor) @connection(key: "AuthorPage_coauthors") {
      edges {
        paperCount
        node {
          id
          name
        }
      }
    }
  }
`;
