import { pointId } from '../../core/index.ts';
import type { DossierDocument } from '../dossier/index.ts';
import { isUnproved, type Results } from '../results.ts';
import { remark, type VerifyCode, type VerifyItem } from './codes.ts';

const shown = 8;

/** Whether the dossier holds all that the lane asks for, by the results that its log gives. */
export function checkSufficiency(document: DossierDocument, results: Results): VerifyItem[] {
  const { comptes, tentative, pieces_externes } = document;
  const wanted = results.scenarios.filter((scenario) => scenario.verdict !== 'externe');
  const played = wanted.filter((scenario) => scenario.points.length > 0);
  const deduced = played.filter((scenario) => !scenario.documented);
  const points = played.flatMap((scenario) => scenario.points);
  const filmless = played.filter((scenario) => !scenario.collected.includes('video'));
  const awaited = pieces_externes.filter((piece) => piece.etat === 'attendue');
  const items = [
    ...(tentative.etat === 'interrompue' ? [remark('tentative_interrompue')] : []),
    ...(played.length < wanted.length
      ? [remark('couverture_insuffisante', { count: played.length, total: wanted.length })]
      : []),
    ...(deduced.length > 0 ? [remark('etapes_deduites', { count: deduced.length })] : []),
    ...listed('points_non_conformes', points.filter((point) => point.verdict === 'non_conforme').map(pointId)),
    ...listed('points_a_relire', points.filter((point) => point.verdict === 'a_relire').map(pointId)),
    ...listed('points_non_evalues', points.filter((point) => point.verdict === 'non_evalue').map(pointId)),
    ...listed('contre_preuve_absente', points.filter(isUnproved).map(pointId)),
    ...listed(
      'video_absente',
      filmless.map((scenario) => scenario.scenario),
    ),
    ...(comptes.preuves_reunies < comptes.preuves_attendues
      ? [remark('preuves_manquantes', { count: comptes.preuves_reunies, total: comptes.preuves_attendues })]
      : []),
    ...(awaited.length > 0 ? [remark('pieces_attendues', { count: awaited.length })] : []),
    ...rehearsal(document),
  ];
  return items.length > 0 ? items : [remark('suffisance_etablie')];
}

/** What was made on mocks, and what was made through a relay: neither is told depositable. */
function rehearsal({ comptes, scenarios }: DossierDocument): VerifyItem[] {
  const kept = scenarios.flatMap(({ preuves }) => preuves).filter(({ reunie, deposable }) => reunie && !deposable);
  const relayed = kept.filter(({ relais }) => relais !== undefined);
  const mocked = kept.length - relayed.length;
  const platforms = relayed.flatMap(({ relais = [] }) => relais);
  return [
    ...(mocked > 0 ? [remark('repetition', { count: mocked, total: comptes.preuves_reunies })] : []),
    ...(relayed.length > 0
      ? [remark('preuves_relayees', { count: relayed.length, detail: [...new Set(platforms)].join(', ') })]
      : []),
  ];
}

function listed(code: VerifyCode, names: string[]): VerifyItem[] {
  if (names.length === 0) return [];
  const rest = names.length > shown ? ` et ${names.length - shown} autres` : '';
  return [remark(code, { count: names.length, detail: `${names.slice(0, shown).join(', ')}${rest}` })];
}
