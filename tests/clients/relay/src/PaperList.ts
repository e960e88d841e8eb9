// A list of papers under a filter, with what it is counted by, that loads on by cursor.
import { graphql } from "relay-runtime";

export const query = graphql`
  query PaperListQuery($filter: PaperFilter, $withYears: Boolean!) {
    ...PaperList_papers @arguments(filter: $filter)
    counted: papers(filter: $filter, first: 0) @include(if: $withYears) {
      facets(by: YEAR, orderBy: VALUE, first: 3) {
        value
        count
        papers(first: 1) {
          nodes {
            id
          }
        }
      }
    }
  }
`;

export const list = graphql`
  fragment PaperList_papers on Query
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 5 }
    cursor: { type: "String" }
    filter: { type: "PaperFilter" }
  )
  @refetchable(queryName: "PaperListPapersQuery") {
    papers(first: $count, after: $cursor, orderBy: OLDEST, filter: $filter)
      @connection(key: "PaperList_papers") {
      totalCount
      edges {
        node {
          ...PaperList_paper
        }
      }
    }
  }
`;

export const paper = graphql`
  fragment PaperList_paper on Paper @refetchable(queryName: "PaperListPaperQuery") {
    id
    title
    publishedOn
    hasCode
  }
`;
