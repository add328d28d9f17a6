import { escapeXml } from '../../core/index.ts';
import type { Persona } from './personas.ts';

const style = `body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem;color:#1e1e1e}
h1{font-size:1.5rem}fieldset{border:1px solid #767676;margin:1rem 0}
button{display:block;width:100%;margin:.5rem 0;padding:.7rem;font:inherit;text-align:left;border:1px solid #00449e;
background:#fff;color:#00449e;border-radius:.3rem;cursor:pointer}button:focus-visible{outline:3px solid #0a76f6}
.note{color:#595959;font-size:.95rem}`;

/** What the login page shows. */
export interface LoginPage {
  clientId: string;
  personas: readonly Persona[];
  /** The request's own parameters, which the form gives back. */
  query: string;
}

/** The page where a person says who signs in: one button a professional, and one to refuse. */
export function loginPage({ clientId, personas, query }: LoginPage): string {
  const buttons = personas.map(
    (persona) => `<button name="persona" value="${escapeXml(persona.id)}">${escapeXml(label(persona))}</button>`,
  );
  return htmlPage(
    'Connexion à Pro Santé Connect',
    `<p>Le service <strong>${escapeXml(clientId)}</strong> demande qui vous êtes.</p>
<form method="post" action="?${escapeXml(query)}">
<fieldset><legend>Moyen d’authentification</legend>
<label><input type="radio" name="moyen" value="e-CPS" checked> e-CPS</label>
<label><input type="radio" name="moyen" value="CPS"> Carte CPS</label></fieldset>
${buttons.join('\n')}
<button name="refus" value="1">Refuser la connexion</button>
</form>`,
  );
}

/** A page that says one thing. */
export function messagePage(title: string, text: string): string {
  return htmlPage(title, `<p>${escapeXml(text)}</p>`);
}

function htmlPage(title: string, content: string): string {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeXml(title)}</title><style>${style}</style></head>
<body><main><h1>${escapeXml(title)}</h1>
${content}
<p class="note">Banc d’essai Probant : service simulé, professionnels fictifs (TEST).</p></main></body></html>
`;
}

function label({ nom, prenom, profession, id }: Persona): string {
  return `${profession === '10' ? 'Dr ' : ''}${prenom} ${nom} (${id})`;
}
