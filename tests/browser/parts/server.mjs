// Serves a built site below a prefix on the loopback, the way a county portal serves a column: no rewriting, no directory
// listing. It never serves a path outside the site's folder.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
};

/**
 * Starts the server; resolves to {origin, base, close}. `base` ends in the prefix. `slowly`: pages come in pieces, with time
 * between them to be painted.
 */
export async function serve(site, prefix, { slowly = false } = {}) {
  const server = createServer((request, response) => answer(site, prefix, request, slowly ? trickle(response) : response));
  await new Promise((ready, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', ready);
  });
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    base: origin + prefix,
    close: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(done);
    }),
  };
}

async function answer(site, prefix, request, response) {
  const { pathname } = new URL(request.url, 'http://127.0.0.1');
  // A browser asks for the icon by itself, at the root of the host: not the site's doing, so never a failed request.
  if (pathname === '/favicon.ico') return reply(response, 204, 'text/plain', '');
  if (!pathname.startsWith(prefix)) return reply(response, 404, 'text/plain', 'outside the site');
  let file = normalize(join(site, decodeURIComponent(pathname.slice(prefix.length))));
  if (file !== site && !file.startsWith(site + sep)) return reply(response, 404, 'text/plain', 'outside the site');
  try {
    if ((await stat(file)).isDirectory()) file = join(file, 'index.html');
    return reply(response, 200, TYPES[extname(file)] ?? 'application/octet-stream', await readFile(file));
  } catch {
    return reply(response, 404, 'text/plain', 'no such file');
  }
}

function reply(response, status, type, body) {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}

/** What a page is cut into: whole tags, some hundred characters a piece, and the rest of a long page at once. */
const PIECE = /[^]{400}[^>]*>/gu;
const PIECES = 40;

/** A response that sends a page piece by piece. */
function trickle(response) {
  return {
    writeHead: (status, headers) => response.writeHead(status, headers),
    end: async (body) => {
      const text = String(body);
      if (!text.startsWith('<!doctype html>')) return response.end(body);
      let sent = 0;
      for (const [piece] of [...text.matchAll(PIECE)].slice(0, PIECES)) {
        response.write(piece);
        sent += piece.length;
        await new Promise((done) => setTimeout(done, 20));
      }
      return response.end(text.slice(sent));
    },
  };
}
