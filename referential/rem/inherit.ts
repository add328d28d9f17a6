import type { Rem, RemRemark, RemRequirement } from './rem.ts';
import { bare } from './wording.ts';

/**
 * A lane's workbook with what it takes from that of the socle (facts, REM §3): each field that it leaves empty, and the
 * scenarios of a requirement for which it has none. What is obsolete in the socle is obsolete in the lane.
 */
export function inheritSocle(rem: Rem, socle: Rem): Rem {
  const byId = new Map(socle.requirements.map((requirement) => [withoutSocle(requirement.id), requirement]));
  const remarks: RemRemark[] = [];
  const requirements = rem.requirements.map((own) => {
    const common = byId.get(withoutSocle(own.id));
    if (common === undefined) return own;
    const scenarios = own.scenarios.length > 0 ? own.scenarios : common.scenarios;
    if (own.scenarios.length > 0 && common.scenarios.length > 0) {
      const text = `Les scénarios de ${own.id} remplacent ceux du socle (${common.scenarios.map(({ id }) => id).join(', ')}).`;
      remarks.push({ level: 'information', code: 'scenarios_remplaces', where: own.cellule, text });
    }
    return { ...filled(own, common), scenarios };
  });
  return { ...rem, requirements, remarks: [...rem.remarks, ...remarks] };
}

function filled(own: RemRequirement, common: RemRequirement): RemRequirement {
  const merged = { ...own };
  for (const field of ['perimetre', 'chapitre', 'fonction', 'exigence', 'commentaire', 'nature', 'profil'] as const) {
    if (merged[field] === '') merged[field] = common[field];
  }
  return isObsolete(common) ? { ...merged, nature: common.nature } : merged;
}

/** True for a requirement that no longer holds. */
export function isObsolete({ nature }: RemRequirement): boolean {
  return bare(nature).startsWith('obsolete');
}

function withoutSocle(id: string): string {
  return id.replace(/^SC\./, '');
}
