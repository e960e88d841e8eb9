// What graphql-eslint has to say of a schema: its recommendations, all its rules for Relay, and a
// description on everything.
import graphql from "@graphql-eslint/eslint-plugin";

const rules = {
  ...graphql.configs["flat/schema-recommended"].rules,
  ...graphql.configs["flat/schema-relay"].rules,
  "@graphql-eslint/relay-edge-types": [
    "error",
    {
      withEdgeSuffix: true,
      // Relay's specification asks neither of these two. What only exists within its paper or its
      // log (CodeLink, Change) has no global id, and `nodes` is the short way past the edges.
      shouldImplementNode: false,
      listTypeCanWrapOnlyEdgeType: false,
    },
  ],
  "@graphql-eslint/require-description": [
    "error",
    {
      types: true,
      rootField: true,
      DirectiveDefinition: true,
      EnumValueDefinition: true,
      FieldDefinition: true,
      InputValueDefinition: true,
    },
  ],
  "@graphql-eslint/require-nullable-fields-with-oneof": "error",
  // A global id belongs to what implements Node, not to every page and edge.
  "@graphql-eslint/strict-id-in-types": "off",
  // Change.changedAt is when, as createdAt would be.
  "@graphql-eslint/no-typename-prefix": "off",
};

export default [
  {
    files: ["*.graphql"],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: "schema.graphql" } },
    },
    plugins: { "@graphql-eslint": graphql },
    rules,
  },
];
