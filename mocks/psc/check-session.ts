import { page } from './answers.ts';
import { stateCookie } from './cookies.ts';

// OpenID Connect Session Management §3.2: `client_id SP session_state`, answered unchanged, changed or error.
const script = `window.addEventListener('message', function (event) {
  var parts = String(event.data).split(' ');
  if (parts.length !== 2) { event.source.postMessage('error', event.origin); return; }
  var found = /(?:^|; *)${stateCookie}=([^;]+)/.exec(document.cookie);
  event.source.postMessage(found && found[1] === parts[1] ? 'unchanged' : 'changed', event.origin);
});`;

/** The page that a service shows in a hidden frame to learn whether its user's session goes on. */
export function checkSession(): Response {
  const html = `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>État de la session Pro Santé Connect</title>
<script>${script}</script></head><body></body></html>
`;
  return page(html, { script, framed: true });
}
