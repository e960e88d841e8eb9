// As PostGraphile's documentation says for production: no watching, no explaining, no GraphiQL.
import { PgManyToManyPreset } from "@graphile-contrib/pg-many-to-many";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { pgSmartTags } from "postgraphile/utils";

// What PostGraphile cannot see in the tables: a relation that no foreign key guards, and a column
// that may be filtered by though no index begins with it (an author's papers, without repeats).
const tags = pgSmartTags([
  {
    kind: "class",
    match: "coauthorship",
    tags: { foreignKey: "(coauthor_id) references author (id)" },
  },
  { kind: "attribute", match: "authorship.is_repeat", tags: { behavior: "+filterBy" } },
]);

const preset = {
  extends: [PostGraphileAmberPreset, PgManyToManyPreset],
  plugins: [tags],
  pgServices: [
    makePgService({
      connectionString: process.env.COLOPHON_READER_URL,
      schemas: ["public"],
      pubsub: false,
      poolConfig: { max: Number(process.env.COLOPHON_POOL_SIZE) },
    }),
  ],
  grafserv: { watch: false, graphiql: false, websockets: false },
  grafast: { explain: false },
};

export default preset;
