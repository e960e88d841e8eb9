import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "schema.graphql",
  documents: "operations.graphql",
  generates: {
    "src/graphql/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: "string",
        emitLegacyCommonJSImports: false,
        enumsAsTypes: true,
        scalars: { Date: "string" },
        strictScalars: true,
        useTypeImports: true,
      },
    },
  },
};

export default config;
