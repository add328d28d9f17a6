import { createHash } from 'node:crypto';
import type { Exchange } from '../../core/index.ts';
import { dossierPaths } from '../container/index.ts';
import type { EvidenceIndex } from '../dossier/evidence-paths.ts';
import type { DossierDocument, DossierScenario } from '../dossier/schema.ts';
import { annexes } from './annexes.ts';
import { html, Markup } from './markup.ts';
import { anchorOf, badge, counted, countFigure, dateText, fact, fileLink, icon } from './parts.ts';
import { scenarioSection } from './scenario-section.ts';
import { reportStyle } from './style.ts';
import { sufficiencyLines } from './sufficiency-lines.ts';

/** The beginning of a text body. */
export interface Excerpt {
  text: string;
  cut: boolean;
}

/** What the report is made from. */
export interface ReportSource {
  document: DossierDocument;
  index: EvidenceIndex;
  exchanges: Exchange[];
  /** Blob digest → beginning of the text, for bodies that are text. */
  excerpts: ReadonlyMap<string, Excerpt>;
}

/**
 * `rapport.html`: one file, in French, without script or network.
 * It says nothing of its own seal: a file inside the container can't.
 */
export function renderReport(source: ReportSource): string {
  const { document } = source;
  const played = document.scenarios.filter((scenario) => scenario.points.length > 0);
  const title = `Dossier probant — ${document.produit.nom} ${document.produit.version}`;
  return `<!doctype html>
${
  html`<html lang="fr"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${title}</title>
<style>${new Markup(reportStyle)}</style></head><body>
${banner(document)}${contents()}<main class="page">
${identity(document)}${figures(document)}${requirements(document)}
<section id="scenarios"><h2>Scénarios joués</h2><p class="lead">Chaque point de contrôle est une étape du REM. La source dit d’où vient l’observation ; la contre-preuve, par quel défaut planté la vérification a été vue échouer.</p>
${played.length === 0 ? html`<p>Aucun scénario n’a été joué.</p>` : played.map((scenario) => scenarioSection(scenario, source))}</section>
${annexes(source)}
</main><footer><div class="page">Rapport produit par Probant ${document.probant.version}. Ce fichier ne peut pas dire ce que vaut le sceau du conteneur qui le porte : voir « Vérifier ».</div></footer>
</body></html>`.html
}
`;
}

// The style is allowed by its digest, so that no other one is.
function policy(): string {
  const digest = createHash('sha256').update(reportStyle).digest('base64');
  return `default-src 'none'; style-src 'sha256-${digest}'; img-src 'self' file:; media-src 'self' file:; base-uri 'none'; form-action 'none'`;
}

function banner({ produit, couloir, tentative, scenarios }: DossierDocument): Markup {
  const publications = [
    ...new Set(scenarios.filter(({ joue }) => joue).map((scenario) => scenario.publication_libelle)),
  ];
  return html`<header class="top"><div class="page"><p class="eyebrow">Dossier probant · Ségur du numérique en santé</p>
<h1>${produit.nom}</h1><p class="version">version ${produit.version} · couloir ${couloir}</p>
<div class="marks"><span class="mark strong">RÉPÉTITION</span>${publications.map((label) => html`<span class="mark">${label}</span>`)}
${tentative.etat === 'interrompue' ? html`<span class="mark strong">TENTATIVE INTERROMPUE</span>` : undefined}</div></div></header>`;
}

function contents(): Markup {
  const links = {
    synthese: 'Synthèse',
    exigences: 'Exigences',
    scenarios: 'Scénarios',
    pieces: 'Pièces externes',
    tentatives: 'Tentatives',
    environnement: 'Environnement',
    verifier: 'Vérifier',
  };
  return html`<nav class="toc" aria-label="Sommaire"><div class="page"><ul>${Object.entries(links).map(
    ([id, text]) => html`<li><a href="#${id}">${text}</a></li>`,
  )}</ul></div></nav>`;
}

function identity(document: DossierDocument): Markup {
  const { produit, tentative } = document;
  return html`<div class="notice"><strong>Preuve faite sur bouchons : répétition.</strong>${document.mention.replace(/^[^.]*\.\s*/, '')}</div>
${tentative.etat === 'interrompue' ? html`<div class="notice stop"><strong>Cette tentative a été interrompue.</strong>Elle n’a pas été jusqu’à son terme : ce qui n’a pas été joué est « non évalué ».</div>` : undefined}
<section><div class="card pad"><dl class="facts">
${fact('Éditeur', produit.editeur)}${fact('Tentative', html`<span class="mono">${tentative.id}</span>`)}
${fact('Ouverte', dateText(tentative.ouverte))}${fact('Conclue', tentative.conclue === undefined ? 'interrompue' : dateText(tentative.conclue))}
${fact('Pilote', document.pilote)}${fact('Profils', document.profils.join(', '))}
${fact('NIL', produit.nil)}${fact('NIE', produit.nie)}
${fact('Empreinte de la construction', produit.empreinte === undefined ? 'non déclarée' : html`<span class="mono">${produit.empreinte}</span>`)}
${fact('Nonce du relecteur', tentative.nonce === undefined ? 'aucun' : html`<span class="mono">${tentative.nonce}</span>`)}
${fact('Plan', fileLink(dossierPaths.plan))}${remFacts(document.rem)}${fact('Catalogue', document.probant.catalogue_version)}</dl></div></section>`;
}

/** The published REM that was followed, and who answers for its correspondence. */
function remFacts(rem: DossierDocument['rem']): Markup | undefined {
  if (rem === undefined) return undefined;
  const { classeur, empreinte, scenarios, confirmes, confirme_par: people } = rem;
  return html`${fact('REM suivi', html`${classeur} <span class="mono">${empreinte}</span>`)}
${fact('Correspondance', html`${fileLink(dossierPaths.correspondence)} ${confirmes} scénarios confirmés sur ${scenarios}, par ${people.join(' ; ') || 'personne'}`)}`;
}

function figures(document: DossierDocument): Markup {
  const { comptes } = document;
  return html`<section id="synthese"><h2>Synthèse</h2><div class="figures">
${countFigure('Points de contrôle joués', comptes.points)}${countFigure('Scénarios du couloir', comptes.scenarios)}${countFigure('Exigences du couloir', comptes.exigences)}</div>
${toFix(document)}<div class="card pad after"><h3>Suffisance</h3><ul class="sufficient">${sufficiencyLines(
    document,
  ).map(
    ({ good, text }) =>
      html`<li><span class="text v-${good ? 'conforme' : 'a_relire'}" aria-hidden="true">${good ? '✓' : '!'}</span><span>${text}</span></li>`,
  )}</ul></div></section>`;
}

/** What failed, before anything else: that is what a publisher opens the report for. */
function toFix({ scenarios }: DossierDocument): Markup | undefined {
  const red = scenarios.flatMap(({ points }) => points.filter(({ verdict }) => verdict === 'non_conforme'));
  if (red.length === 0) return undefined;
  return html`<div class="card pad after"><h3>À corriger</h3><ul class="fixes">${red.map(
    (
      point,
    ) => html`<li>${icon('non_conforme')} <a class="mono" href="#${anchorOf(point.point)}">${point.point}</a> ${point.texte}
<span class="cut">${point.constats
      .filter(({ gravite }) => gravite === 'bloquant')
      .map(({ message, regle }) => `${message} (${regle})`)
      .join(' ; ')}</span></li>`,
  )}</ul></div>`;
}

function requirements(document: DossierDocument): Markup {
  const byId = new Map(document.scenarios.map((scenario) => [scenario.scenario, scenario]));
  const rows = document.exigences.map((requirement) => ({
    requirement,
    scenarios: requirement.scenarios.map((id) => byId.get(id)).filter((scenario) => scenario !== undefined),
  }));
  const played = rows.filter(({ scenarios }) => scenarios.some((scenario) => scenario.joue));
  const others = rows.filter(({ scenarios }) => !scenarios.some((scenario) => scenario.joue));
  return html`<section id="exigences"><h2>Exigences</h2>
<p class="lead">Une exigence vaut ce que vaut le plus grave de ses scénarios : elle n’est conforme que si tous le sont.</p>
<div class="card">${requirementTable(played)}</div>
${others.length === 0 ? undefined : html`<details class="more"><summary>${counted(others.length, 'exigence du couloir', 'exigences du couloir')} sans scénario joué</summary><div class="card">${requirementTable(others)}</div></details>`}
</section>`;
}

function requirementTable(
  rows: Array<{ requirement: DossierDocument['exigences'][number]; scenarios: DossierScenario[] }>,
): Markup {
  return html`<table><thead><tr><th>Exigence</th><th>Énoncé</th><th>Profil</th><th>Scénarios</th><th>Verdict</th></tr></thead><tbody>${rows.map(
    ({
      requirement,
      scenarios,
    }) => html`<tr><td class="mono nowrap">${requirement.exigence}</td><td>${requirement.enonce}</td><td class="nowrap">${requirement.profil}</td>
<td><div class="chips">${scenarios.map(scenarioChip)}</div></td><td>${badge(requirement.verdict)}</td></tr>`,
  )}</tbody></table>`;
}

function scenarioChip(scenario: DossierScenario): Markup {
  const text = html`${icon(scenario.verdict)} ${scenario.scenario}`;
  return scenario.points.length === 0
    ? html`<span class="chip">${text}</span>`
    : html`<a class="chip" href="#${anchorOf(scenario.scenario)}">${text}</a>`;
}
