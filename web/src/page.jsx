// GraphiQL at the address of the endpoint, with worked examples as its first tabs.
import "./workers.js";
import "graphiql/style.css";
import "./page.css";

import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";

import { examples } from "./examples.js";
import { fetcher } from "./fetcher.js";
import { storage } from "./storage.js";

createRoot(document.getElementById("graphiql")).render(
  <GraphiQL
    fetcher={fetcher}
    storage={storage}
    defaultTabs={examples.map((query) => ({ query }))}
    shouldPersistHeaders={false}
    showPersistHeadersSettings={false}
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo>Colophon</GraphiQL.Logo>
  </GraphiQL>,
);
