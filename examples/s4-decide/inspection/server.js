// Asked about each request: 204 lets it on, 403 refuses it.
const { createServer } = require("node:http");

const { HOST, PORT, KEEP_ALIVE_SECONDS, STOP_SECONDS } = process.env;
const suspicious = /<script|%3cscript|union(?:\s|\+|%20)+select/i;

// nginx takes heads of up to 64 KiB and adds its own words; Node's usual limit is 16.
const server = createServer({ maxHeaderSize: 131072 }, ({ headers }, response) => {
  const refused = suspicious.test(String(headers["x-original-uri"]));
  if (refused) console.log(JSON.stringify({ refused: headers["x-original-uri"], client: headers["x-real-ip"] }));
  response.writeHead(refused ? 403 : 204, { "X-Inspection": refused ? "refused" : "passed" }).end();
});

server.keepAliveTimeout = Number(KEEP_ALIVE_SECONDS) * 1000;
server.listen(Number(PORT), HOST);

process.on("SIGTERM", () => {
  server.close(() => process.exit());
  setTimeout(() => process.exit(1), Number(STOP_SECONDS) * 1000).unref();
});
