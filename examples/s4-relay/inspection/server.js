// Gets each request from nginx and sends what it lets through to the application, both ways as it comes.
const { Agent, createServer, request } = require("node:http");
const { pipeline } = require("node:stream");

const { HOST, PORT, KEEP_ALIVE_SECONDS, STOP_SECONDS, UPSTREAM_HOST, UPSTREAM_PORT } = process.env;
const suspicious = /<script|%3cscript|union(?:\s|\+|%20)+select/i;
const agent = new Agent({ keepAlive: true });

// nginx takes heads of up to 64 KiB and adds its own words; Node's usual limit is 16.
const server = createServer({ maxHeaderSize: 131072 }, (visit, response) => {
  const { method, url, headers } = visit;
  if (suspicious.test(String(url))) {
    console.log(JSON.stringify({ refused: url, client: headers["x-real-ip"] }));
    response.writeHead(403).end();
    return;
  }
  const target = { agent, host: UPSTREAM_HOST, port: UPSTREAM_PORT, method, path: url, headers };
  const onward = request(target, (answer) => {
    response.writeHead(answer.statusCode, answer.rawHeaders);
    pipeline(answer, response, () => undefined);
  });
  onward.on("error", () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
  pipeline(visit, onward, () => undefined);
});

server.keepAliveTimeout = Number(KEEP_ALIVE_SECONDS) * 1000;
server.listen(Number(PORT), HOST);

process.on("SIGTERM", () => {
  server.close(() => process.exit());
  setTimeout(() => process.exit(1), Number(STOP_SECONDS) * 1000).unref();
});
