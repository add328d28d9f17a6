import { type Environment, isoNow, packageVersion } from '../../core/index.ts';
import { allRules } from '../../rules/index.ts';
import { ruleDigest, ruleSetDigest } from '../digests.ts';
import { fixedSets, versionOf } from './fixed.ts';
import type { RuleSetManifest } from './manifest-schema.ts';

/** The rules of this release: their names, versions, sources, and the digests that tell a judgement that changed. */
export function ruleSetManifest(environment: Pick<Environment, 'clock'>): RuleSetManifest {
  const digest = ruleSetDigest();
  const { version, date } = versionOf(digest, fixedSets());
  return {
    format: 'probant-regles/1',
    probant: packageVersion(),
    version,
    date: date ?? isoNow(environment),
    empreinte: digest,
    regles: allRules().map(({ id, version: ruleVersion, title, source, appliesTo }) => ({
      id,
      version: ruleVersion,
      titre: title,
      source,
      porte_sur: appliesTo,
      empreinte: ruleDigest(id),
    })),
  };
}

/** What names the rules of this release in what they judged. */
export function ruleSetName(): { version: string; digest: string } {
  const digest = ruleSetDigest();
  return { version: versionOf(digest, fixedSets()).version, digest };
}
