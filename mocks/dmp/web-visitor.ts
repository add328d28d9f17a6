import { contextOf } from '../host/index.ts';
import { valuesIn } from '../pki/index.ts';
import type { DmpDirectory } from './directory.ts';
import type { Profile } from './rights.ts';

/** Who opens a page. */
export interface Visitor {
  /** PS_IdNat. */
  professional: string;
  transaction: 'TD0.9' | 'TD0.10';
  mode: 'DIRECTE' | 'INDIRECTE_RENFORCEE';
  profile: Profile;
}

/** Name of the token in the address; the real one is not public (facts, DMP §16). */
const parameter = 'probant_jeton';

const psIdNat = /^(?:0|1|3|4|5|6|8)[0-9A-Z/]{8,}$/;

/**
 * Who opens a page: the bearer of an AIR token, which serves once and for the patient it was asked for, else the holder of a
 * card whose authentication certificate the host accepted.
 */
export function visitorOf(
  request: Request,
  { directory, now, number }: { directory: DmpDirectory; now: number; number: string },
): Visitor | undefined {
  const token = new URL(request.url).searchParams.get(parameter);
  if (token === null) return holderOf(request, directory, number);
  const grant = directory.webTokens.take(token, now);
  if (grant === undefined || (grant.ins ?? '').slice(0, 13) !== number.slice(0, 13)) return undefined;
  const { caller } = grant;
  const { nameId } = caller.vihf;
  return { professional: nameId, transaction: 'TD0.10', mode: 'INDIRECTE_RENFORCEE', profile: caller.profile };
}

// The profession is that of the card (attribute T); who has none is an employee (inferred).
function holderOf(request: Request, directory: DmpDirectory, number: string): Visitor | undefined {
  const tls = contextOf(request)?.tls;
  if (tls?.authorized !== true) return undefined;
  const subject = tls.peer?.subject ?? '';
  const [professional = ''] = valuesIn(subject, 'CN');
  if (!psIdNat.test(professional) || valuesIn(subject, 'OU').length > 0) return undefined;
  const treating = directory.patient(number.slice(0, 13))?.medecinTraitant === professional;
  return {
    professional,
    transaction: 'TD0.9',
    mode: 'DIRECTE',
    profile: profileOf(valuesIn(subject, 'T')[0], treating),
  };
}

function profileOf(profession: string | undefined, treating: boolean): Profile {
  if (profession === undefined) return 'cpe';
  if (!profession.startsWith('Médecin')) return 'ps';
  return treating ? 'traitant' : 'medecin';
}
