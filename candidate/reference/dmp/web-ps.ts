import { request } from 'node:https';
import { CabinetError } from '../cabinet-error.ts';
import type { DefectSet } from '../defects.ts';
import type { PatientId } from '../documents/subject.ts';
import type { WebPsAccess } from '../services.ts';
import { bodyOf } from './bounded-body.ts';
import { done, type Outcome, refused } from './outcome.ts';

/** Pages that the software knows how to open (facts, DMP §9). */
export type WebPsPage = 'TableauDeBord' | 'DossierPatient';

const maxBytes = 1_000_000;
const patience = 10_000;

/**
 * Opens a page of the Web-PS for a patient (TD0.9), and gives its title. A workstation has its own browser do it, which shows
 * the professional's card; neither the adapter nor a browser under test has a card reader: the software shows the card's
 * certificate itself, at the very address that it would have given to the browser.
 */
export async function openWebPs(
  access: WebPsAccess,
  { page, ins }: { page: WebPsPage; ins: PatientId },
  planted: DefectSet,
): Promise<Outcome<string>> {
  const opened = planted.has('web-ps-autre-page') ? 'Parametrages' : page;
  const patient = planted.has('web-ps-sans-patient') || opened === 'Parametrages' ? '' : `/${ins.extension}`;
  try {
    const { status, text } = await visit(access, `${access.url.replace(/\/$/, '')}/${opened}${patient}`);
    const title = /<h1>([^<]*)<\/h1>/.exec(text)?.[1] ?? '';
    return status === 200 ? done(title) : refused(`${title || 'page refusée'} (HTTP ${status})`);
  } catch (thrown) {
    if (thrown instanceof CabinetError) return refused(thrown.message);
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'sans réponse';
    return refused(`l’accès Web-PS ne répond pas (${code})`);
  }
}

function visit({ ca, cert, key }: WebPsAccess, url: string): Promise<{ status: number; text: string }> {
  const options = { ca, cert, key, agent: false, signal: AbortSignal.timeout(patience) };
  return new Promise((resolve, reject) => {
    const call = request(url, options, (response) => {
      bodyOf(response, maxBytes).then(
        (body) => resolve({ status: response.statusCode ?? 0, text: body.toString('utf8') }),
        reject,
      );
    });
    call.on('error', reject);
    call.end();
  });
}
