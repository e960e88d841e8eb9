// PostGraphile on a free port of this machine, in one process; it prints where it answers.
import { createServer } from "node:http";
import { postgraphile } from "postgraphile";
import { grafserv } from "postgraphile/grafserv/node";
import preset from "./graphile.config.mjs";

const server = createServer();
const service = postgraphile(preset).createServ(grafserv);
await service.addTo(server);
// Its schema is made when it is first asked for: not while somebody measures.
await service.ready?.();
server.listen(0, "127.0.0.1", () => {
  console.log(`PostGraphile answers at http://127.0.0.1:${server.address().port}/graphql`);
});
