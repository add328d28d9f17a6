import { escapeXml } from '../../core/index.ts';
import { exercisesOf, type Persona } from './personas.ts';
import type { PendingCiba } from './psc-control.ts';

const style = `*{box-sizing:border-box}
body{font:1.0625rem/1.5 system-ui,sans-serif;margin:0;color:#1e1e1e;background:#f4f6fb}
header{background:#fff;border-bottom:3px solid #00449e;padding:1rem}
header p{max-width:40rem;margin:0 auto;font-weight:600;color:#00449e}
main{max-width:40rem;margin:1.5rem auto;padding:1.5rem;background:#fff;border:1px solid #c4cad6;border-radius:.4rem}
h1{font-size:1.5rem;margin:0 0 .75rem}h2{font-size:1.15rem;margin:1.5rem 0 .5rem}
fieldset{border:1px solid #767676;border-radius:.3rem;margin:1rem 0;padding:.5rem 1rem}
label{display:inline-block;margin:.25rem 1.5rem .25rem 0}
button{display:block;width:100%;margin:.5rem 0;padding:.6rem .9rem;font:inherit;text-align:left;border:1px solid #00449e;
background:#fff;color:#00449e;border-radius:.3rem;cursor:pointer}
button:hover{background:#eef3fc}button:focus-visible,a:focus-visible{outline:3px solid #0a76f6;outline-offset:2px}
button b{display:block}button small,.note{color:#4a4a4a;font-size:.9rem}
button.refus{border-color:#8a1c1c;color:#8a1c1c}
.nombre{font-size:2.2rem;font-weight:700;letter-spacing:.2rem;margin:.25rem 0}
article h2{margin-top:0}article{border:1px solid #767676;border-radius:.3rem;padding:.75rem 1rem;margin:1rem 0}
.note{max-width:40rem;margin:1rem auto;padding:0 1rem}
iframe{display:none}`;

/** What the login page shows. */
export interface LoginPage {
  clientId: string;
  personas: readonly Persona[];
  /** The request's own parameters, which the form gives back. */
  query: string;
}

/** The page where a person says who signs in: one button a professional, and one to refuse. */
export function loginPage({ clientId, personas, query }: LoginPage): string {
  return htmlPage(
    'Connexion à Pro Santé Connect',
    `<p>Le service <strong>${escapeXml(clientId)}</strong> demande qui vous êtes.</p>
<form method="post" action="?${escapeXml(query)}">
<fieldset><legend>Moyen d’authentification</legend>
<label><input type="radio" name="moyen" value="e-CPS" checked> e-CPS</label>
<label><input type="radio" name="moyen" value="CPS"> Carte CPS</label></fieldset>
<h2>Professionnel</h2>
${personas.map(button).join('\n')}
<h2>Refus</h2>
<button class="refus" name="refus" value="1">Refuser la connexion</button>
</form>`,
  );
}

/** The page that stands for the e-CPS application: the requests that wait, each with its number, to accept or refuse. */
export function eCpsPage(requests: ReadonlyArray<PendingCiba & { name: string }>): string {
  const waiting = requests.map(
    ({ id, name, client, bindingMessage, channel, subject }) => `<article>
<h2>${escapeXml(name)} (${escapeXml(subject)})</h2>
<p>Le service <strong>${escapeXml(client)}</strong> demande une connexion ${means[channel]}. Vérifiez le nombre :</p>
<p class="nombre">${escapeXml(bindingMessage)}</p>
<form method="post"><input type="hidden" name="demande" value="${escapeXml(id)}">
<button name="decision" value="accepte">Accepter</button>
<button class="refus" name="decision" value="refuse">Refuser</button></form></article>`,
  );
  const none = '<p>Aucune demande de connexion n’attend.</p>';
  return htmlPage(
    'Application e-CPS',
    `${waiting.length === 0 ? none : waiting.join('\n')}\n<p><a href="">Actualiser les demandes</a></p>`,
  );
}

const means = { MOBILE: 'par e-CPS', CARD: 'par carte CPS' };

/** Asks a user whom no service names whether he signs out. */
export function logoutPage(fields: Record<string, string>): string {
  return htmlPage(
    'Déconnexion',
    `<p>Voulez-vous vous déconnecter de Pro Santé Connect ?</p>
<form method="post">${escapedFields({ ...fields, confirmation: '1' })}
<button>Se déconnecter</button></form>`,
  );
}

/** Tells services in frames of the browser that the session has ended, then goes on. */
export function signedOutPage(frames: readonly string[], next: string | undefined): string {
  const shown = frames.map((frame) => `<iframe src="${escapeXml(frame)}" title="Déconnexion d’un service"></iframe>`);
  const link = next === undefined ? '' : `<p><a href="${escapeXml(next)}">Continuer</a></p>`;
  const refresh = next === undefined ? '' : `<meta http-equiv="refresh" content="1;url=${escapeXml(next)}">`;
  return htmlPage('Déconnexion', `<p>Vous êtes déconnecté de Pro Santé Connect.</p>${shown.join('')}${link}`, refresh);
}

/** The script of {@link sendBackPage}. */
export const sendBackScript = 'document.forms[0].submit();';

/** Takes the answer back to the service by a form (OAuth 2.0 Form Post Response Mode). */
export function sendBackPage(address: string, fields: string): string {
  return htmlPage(
    'Retour au service',
    `<form method="post" action="${escapeXml(address)}">${fields}<button>Continuer</button></form>
<script>${sendBackScript}</script>`,
  );
}

/** Hidden fields of a form. */
export function escapedFields(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escapeXml(name)}" value="${escapeXml(value)}">`)
    .join('');
}

/** A page that says one thing. */
export function messagePage(title: string, text: string): string {
  return htmlPage(title, `<p>${escapeXml(text)}</p>`);
}

function htmlPage(title: string, content: string, head = ''): string {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeXml(title)}</title><style>${style}</style>${head}</head>
<body><header><p>Pro Santé Connect — banc d’essai</p></header>
<main><h1>${escapeXml(title)}</h1>
${content}
</main><p class="note">Banc d’essai Probant : service simulé, professionnels fictifs (TEST).</p></body></html>
`;
}

function button(persona: Persona): string {
  const [name, told] = [nameOf(persona), description(persona)];
  return `<button name="persona" value="${escapeXml(persona.id)}"><b>${escapeXml(name)} (${escapeXml(persona.id)})</b>
<small>${escapeXml(told)}</small></button>`;
}

/** How the pages call a professional. */
export function nameOf({ nom, nomExercice, prenom, profession }: Persona): string {
  return `${profession === '10' ? 'Dr ' : ''}${prenom} ${nomExercice ?? nom}`;
}

function description(persona: Persona): string {
  if (persona.profession === undefined) return 'Hors RPPS : nom et prénom seulement';
  const activities = exercisesOf(persona).flatMap(({ activites }) => activites);
  const exercises = exercisesOf(persona).length;
  const several = exercises > 1 ? `${exercises} exercices, ` : '';
  if (activities.length === 0) return 'Aucune activité décrite';
  return `${several}${activities.length} activité${activities.length > 1 ? 's' : ''} : ${activities[0]?.structure}`;
}
