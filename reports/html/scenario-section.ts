import type { Exchange } from '../../core/index.ts';
import type { IndexedProof } from '../dossier/evidence-paths.ts';
import type { DossierPoint, DossierScenario } from '../dossier/schema.ts';
import { exchangeBlock } from './exchange-block.ts';
import { html, type Markup } from './markup.ts';
import { anchorOf, badge, causeText, counted, fileLink, sourcesText } from './parts.ts';
import type { ReportSource } from './report.ts';

/** A played scenario: its control points, what was found, and the evidence. */
export function scenarioSection(scenario: DossierScenario, source: ReportSource): Markup {
  const proofs = source.index.proofs.filter((proof) => proof.scenario === scenario.scenario);
  return html`<article class="card scenario v-${scenario.verdict}" id="${anchorOf(scenario.scenario)}">
<header><div class="headline"><div><p class="id mono">${scenario.scenario}</p><h3>${scenario.titre}</h3></div>${badge(scenario.verdict)}</div>
<p class="statement">${scenario.exigence} — ${scenario.enonce}</p>
<div class="tags">${scenarioTags(scenario)}</div>
${scenario.message === undefined ? undefined : html`<p class="why">${scenario.message}</p>`}</header>
<ol class="points">${scenario.points.map((point) => pointItem(point, proofs))}</ol>
${evidenceBlock(scenario, { proofs, source })}
</article>`;
}

function scenarioTags(scenario: DossierScenario): Markup[] {
  return [
    scenario.etapes === 'documentees'
      ? html`<span class="tag">étapes documentées</span>`
      : html`<span class="tag warn">étapes déduites : ne comptent pas pour la suffisance</span>`,
    html`<span class="tag">${scenario.publication_libelle}</span>`,
    html`<span class="tag">profil ${scenario.profil}</span>`,
    scenario.video === 'presente'
      ? html`<span class="tag good">vidéo présente</span>`
      : html`<span class="tag warn">vidéo absente</span>`,
  ];
}

function pointItem(point: DossierPoint, proofs: IndexedProof[]): Markup {
  const own = proofs.filter((proof) => proof.ordinal === point.rang);
  return html`<li class="point" id="${anchorOf(point.point)}"><span class="rank">${point.rang}</span><div>
<div class="headline"><h4>${point.texte}${point.ecran ? html` <span class="tag">écran</span>` : undefined}${modeTag(point.mode)}</h4>${badge(point.verdict)}</div>
<p class="meta"><span><b>Sources</b> ${sourcesText(point.sources)}</span>
<span><b>Règles</b> ${point.regles.length === 0 ? 'aucune' : html`<span class="mono">${point.regles.join(', ')}</span>`}</span>
<span><b>Contre-preuve</b> ${counterProof(point)}</span>
${point.cause === undefined ? undefined : html`<span><b>Cause</b> ${causeText(point.cause)}</span>`}</p>
${point.message === undefined ? undefined : html`<p class="why">${point.message}</p>`}
${point.constats.map(findingBlock)}
${screenshots(own)}
${fileList(own.filter((proof) => !isPicture(proof)))}
</div></li>`;
}

function counterProof(point: DossierPoint): Markup | string | undefined {
  if (point.mode !== 'automatique') return undefined;
  if (!point.eprouve) return html`<span class="tag warn">non éprouvé</span>`;
  const seen = point.contre_preuves.map(({ defaut, regle }) => `${defaut} (règle ${regle})`).join(' ; ');
  return `vu rouge par le défaut ${seen}`;
}

function findingBlock(finding: DossierPoint['constats'][number]): Markup {
  return html`<div class="finding ${finding.gravite}"><p>${finding.message}</p><dl>
<dt>Règle</dt><dd class="mono">${finding.regle} · ${finding.code}</dd>
<dt>Où</dt><dd class="mono">${finding.ou}</dd>
<dt>Attendu</dt><dd>${finding.attendu}</dd>
<dt>Obtenu</dt><dd>${finding.obtenu}</dd>
<dt>Remède</dt><dd>${finding.remede}</dd>
<dt>Gravité</dt><dd>${finding.gravite}</dd></dl></div>`;
}

/** The captures taken as proofs; those that went with each action are folded away. */
const modeLabels = { guide: 'guidé', externe: 'pièce externe' } as const;

function modeTag(mode: 'automatique' | 'guide' | 'externe'): Markup | undefined {
  return mode === 'automatique' ? undefined : html` <span class="tag">${modeLabels[mode]}</span>`;
}

function screenshots(proofs: IndexedProof[]): Markup | undefined {
  const pictures = proofs.filter(isPicture);
  const main = onePerPath(pictures.filter((proof) => proof.kind === 'capture_ecran'));
  const shown = new Set(main.map((proof) => proof.path));
  const others = onePerPath(pictures.filter((proof) => !shown.has(proof.path)));
  return html`${gallery(main)}${
    others.length === 0
      ? undefined
      : html`<details class="more"><summary>${counted(others.length, 'capture')} en cours d’action</summary>${gallery(others)}</details>`
  }`;
}

function onePerPath(proofs: IndexedProof[]): IndexedProof[] {
  return [...new Map(proofs.map((proof) => [proof.path, proof])).values()];
}

function gallery(pictures: IndexedProof[]): Markup | undefined {
  if (pictures.length === 0) return undefined;
  return html`<div class="shots">${pictures.map(
    (proof) =>
      html`<figure class="shot"><a href="${hrefOf(proof)}"><img src="${hrefOf(proof)}" alt="Capture : ${proof.label}" loading="lazy"></a><figcaption>${proof.label}</figcaption></figure>`,
  )}</div>`;
}

function fileList(proofs: IndexedProof[]): Markup | undefined {
  if (proofs.length === 0) return undefined;
  const unique = onePerPath(proofs);
  return html`<details class="more"><summary>Octets lus à ce point (${unique.length})</summary><ul class="files">${unique.map(
    (proof) => html`<li>${fileLink(proof.path)} <span class="cut">${proof.label}</span></li>`,
  )}</ul></details>`;
}

function evidenceBlock(
  scenario: DossierScenario,
  { proofs, source }: { proofs: IndexedProof[]; source: ReportSource },
): Markup {
  const whole = proofs.filter((proof) => proof.ordinal === undefined && proof.kind !== 'echange');
  const numbers = new Set(proofs.filter((proof) => proof.kind === 'echange').map((proof) => proof.n));
  const exchanges: Exchange[] = source.exchanges.filter((exchange) => numbers.has(exchange.n));
  return html`<div class="evidence"><h4>Preuves demandées par le REM</h4>
${scenario.preuves.length === 0 ? html`<p class="cut">Aucune dans ce catalogue.</p>` : proofTable(scenario)}
${whole.map(wholeProof)}
${exchanges.length === 0 ? undefined : html`<h4>Échanges avec le banc (${exchanges.length})</h4>${exchanges.map((exchange) => exchangeBlock(exchange, source))}`}
</div>`;
}

function proofTable(scenario: DossierScenario): Markup {
  return html`<table><thead><tr><th>N° preuve</th><th>Types acceptés</th><th>Réunie</th><th>Déposable telle quelle</th></tr></thead><tbody>${scenario.preuves.map(
    (
      proof,
    ) => html`<tr><td class="mono">${proof.preuve}</td><td>${proof.types.join(' ou ').replaceAll('_', ' ')}</td><td>${proof.reunie ? '✓ oui' : '○ non'}</td>
<td>${worth(proof)}</td></tr>`,
  )}</tbody></table>`;
}

/** Nothing in a dossier can prove that an address is a national platform's: the reviewer sees which one it was. */
function worth({ deposable, relais }: DossierScenario['preuves'][number]): string {
  if (deposable) return 'oui : démonstration d’écran';
  if (relais === undefined) return 'non : répétition sur bouchons';
  return `au relecteur d’en juger : relayée vers ${relais.join(', ')}`;
}

function wholeProof(proof: IndexedProof): Markup {
  if (proof.kind !== 'video')
    return html`<ul class="files"><li>${fileLink(proof.path)} <span class="cut">${proof.label}</span></li></ul>`;
  return html`<details><summary>Vidéo du scénario</summary><video controls preload="none" src="${hrefOf(proof)}"></video></details>
<ul class="files"><li>${fileLink(proof.path, 'Ouvrir la vidéo')}</li></ul>`;
}

function isPicture(proof: IndexedProof): boolean {
  return /\.(?:png|jpg)$/.test(proof.path);
}

function hrefOf(proof: IndexedProof): string {
  return proof.path.split('/').map(encodeURIComponent).join('/');
}
