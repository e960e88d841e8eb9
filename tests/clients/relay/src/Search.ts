// What somebody looks for: entities of any kind, and suggestions while they type.
import { graphql } from "relay-runtime";

export const search = graphql`
  query SearchQuery($query: String!, $limit: Int!) {
    search(query: $query, limit: $limit) {
      label
      node {
        __typename
        id
        ... on Paper {
          ...PaperList_paper @alias
        }
        ... on Author {
          name
        }
      }
    }
  }
`;

export const suggest = graphql`
  query SearchSuggestQuery($prefix: String!) {
    suggest(prefix: $prefix, limit: 3) {
      label
      node {
        id
      }
    }
  }
`;
