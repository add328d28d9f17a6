import type { Bandeau } from '../../contract/index.ts';
import { natureOf, type Patient, statusLabels, type User } from '../model.ts';
import { attributes, html, type Markup } from './html.ts';
import { icons } from './icons.ts';

/** What every screen has around its content. */
export interface Page {
  title: string;
  /** Null on the sign-in screen. */
  user: User | null;
  /** The patient that the screen is about. */
  patient?: {
    patient: Patient;
    bandeau: Bandeau;
    tab: string;
    /** True when the user may see the matricule. */
    ins: boolean;
    /** Optional fields that the practice chose to show (INS/va1.36). */
    champs: ReadonlyArray<{ champ: string; label: string; valeur: string | null }>;
  };
  /** Which account is open, under which national id, and how. */
  session?: { compte: string; identifiant: string; moyen: string };
  /** What the modules add to the menus. */
  menus?: Menus;
  messages?: readonly string[];
  /** `alert` for refusals, `status` for the rest. */
  tone?: 'alert' | 'status';
  content: Markup;
}

/** A tab of a patient's file; its path is below `/patients/<dossier>`. */
export interface Tab {
  tab: string;
  path: string;
  label: string;
}

/** Tabs of a patient's file, and entries of the main menu. */
export interface Menus {
  tabs: readonly Tab[];
  menu: ReadonlyArray<{ path: string; label: string }>;
}

const identityTabs: readonly Tab[] = [
  { tab: 'fiche', path: '', label: 'Fiche d’identité' },
  { tab: 'insi', path: '/insi', label: 'Téléservice INSi' },
  { tab: 'historique', path: '/historique', label: 'Historique' },
  { tab: 'journal-insi', path: '/journal-insi', label: 'Journal INSi' },
  { tab: 'journal-acces', path: '/journal-acces', label: 'Journal des accès' },
  { tab: 'courrier', path: '/courrier', label: 'Courrier' },
];

/** A whole HTML document. */
export function layout(page: Page): string {
  const { patient } = page;
  return html`<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} – Cabinet Témoin</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="evitement" href="#contenu">Aller au contenu</a>
${header(page)}
${patient && banner(patient.patient, patient)}
${patient && tabBar(page, patient)}
<main id="contenu" tabindex="-1">
<h1>${page.title}</h1>
${messageList(page.messages ?? [], page.tone ?? 'status')}
${page.content}
</main>
<footer class="pied">Cabinet Témoin 1.4.0 — produit de démonstration, aucune donnée réelle de patient.</footer>
</body>
</html>
`.toString();
}

/** Messages to the user, each read out by a screen reader. */
function messageList(messages: readonly string[], tone: 'alert' | 'status'): Markup {
  if (messages.length === 0) return html``;
  const items = messages.map((message) => html`<li data-testid="message">${message}</li>`);
  return html`<div class="messages messages-${tone}" role="${tone}" data-testid="messages"><ul>${items}</ul></div>`;
}

function header({ user, menus, session }: Page): Markup {
  const entries = (menus?.menu ?? []).map(({ path, label }) => html`<a href="${path}">${label}</a>`);
  const menu = html`<nav aria-label="Navigation principale">
<a href="/">Patients</a>
<a href="/patients/nouveau" data-testid="nouveau-patient">Nouveau patient</a>
${entries}
</nav>
<form class="utilisateur" method="post" action="/deconnexion">
<span><strong data-testid="utilisateur">${user?.nom}</strong><small>${user?.fonction}</small>${session !== undefined && sessionLine(session)}</span>
<button class="discret" data-testid="deconnexion">Se déconnecter</button>
</form>`;
  return html`<header class="entete">
<a class="marque" href="/">${icons.cross}<span>Cabinet Témoin</span></a>
${user !== null && menu}
</header>`;
}

/** Which account is open, and how. */
function sessionLine({ compte, identifiant, moyen }: NonNullable<Page['session']>): Markup {
  const id = identifiant !== '' && html` · <span data-testid="session-identifiant">${identifiant}</span>`;
  return html`<small><span data-testid="session-compte">${compte}</span>${id} · <span data-testid="session-moyen">${moyen}</span></small>`;
}

/** The identity banner, on every screen about a patient (INS/va1.36). */
function banner(patient: Patient, { bandeau, ins, champs }: NonNullable<Page['patient']>): Markup {
  const { traits, statut } = patient;
  const oid = ins ? patient.oid : null;
  const nature = natureOf(oid);
  return html`<section class="bandeau" aria-label="Identité du patient" data-testid="bandeau" data-dossier="${patient.id}">
<div class="bandeau-nom">
<p><span data-bandeau="nomNaissance">${bandeau.nomNaissance}</span> <span data-bandeau="prenom">${bandeau.prenom}</span></p>
<p class="secondaire">Nom utilisé : <span data-bandeau="nomUtilise">${bandeau.nomUtilise}</span></p>
</div>
<dl>
${bannerItem('sexe', 'Sexe', traits.sexe)}
${bannerItem('dateNaissance', 'Né(e) le', traits.dateNaissance)}
${bannerItem('lieuNaissance', 'Lieu (COG)', traits.lieuNaissance)}
${bannerItem('matricule', nature === null ? 'Matricule INS' : `Matricule INS (${nature})`, ins ? patient.matricule : null)}
${bannerItem('oid', 'OID', oid)}
${champs.map(({ champ, label, valeur }) => bannerItem(champ, label, valeur))}
</dl>
<p class="etats">
<span class="statut statut-${statut}"><span data-bandeau="statut">${statut}</span> <span>identité ${statusLabels[statut]}</span></span>
${patient.attributs.map((attribut) => html`<span class="attribut" data-bandeau="attribut">${attribut}</span>`)}
</p>
</section>`;
}

function bannerItem(name: string, label: string, value: string | null): Markup {
  return html`<div><dt>${label}</dt><dd data-bandeau="${name}">${value}</dd></div>`;
}

function tabBar({ menus }: Page, { patient, tab: current }: NonNullable<Page['patient']>): Markup {
  const links = [...identityTabs, ...(menus?.tabs ?? [])].map(({ tab, path, label }) => {
    const href = `/patients/${patient.id}${path}`;
    return html`<a${attributes({ href, 'data-testid': `onglet-${tab}`, 'aria-current': tab === current && 'page' })}>${label}</a>`;
  });
  return html`<nav class="onglets" aria-label="Dossier du patient">${links}</nav>`;
}
