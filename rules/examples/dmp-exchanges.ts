import type { RuleInputs } from '../rule.ts';
import { type DmpExchange, dmpEnvelope, testActor } from './dmp.ts';
import { observation } from './observation.ts';

const regrep = 'urn:oasis:names:tc:ebxml-regrep';

/** Subject of the certificates of the examples, as node:crypto writes it. */
export const testSubject = `C=FR\nO=TEST PROBANT\nOU=${testActor.structure}\nCN=CACHET TEST`;

/** Inputs of a rule that looks at exchanges with the DMP. */
export function dmpEchanges(...exchanges: DmpExchange[]): RuleInputs {
  const slice = exchanges.map((changes, i) => {
    const { at = '2026-03-02T09:15:30.250Z', attribution = 'personne', path = 'patients', status = 200 } = changes;
    const { contentType = 'application/soap+xml; charset=utf-8; action="urn:hl7-org:v3:PRPA_IN201307UV02"' } = changes;
    const issuer = 'C=FR\nO=TEST PROBANT\nCN=TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS';
    const right = {
      version: 'TLSv1.2',
      cipher: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
      authorized: true,
      peer: { subject: testSubject, issuer },
    };
    const connection = { n: i + 1, at, tls: changes.tls === null ? null : { ...right, ...changes.tls } };
    // Nobody is named by a handshake that led to nothing.
    if (changes.refused === true) return { ...connection, outcome: 'refus_tls', attribution: 'inconnue' };
    return {
      ...connection,
      outcome: 'complet',
      attribution,
      request: {
        method: 'POST',
        path: `/si-dmp-server/v2/services/${path}`,
        headers: [['Content-Type', contentType]],
        input: `requete-${i + 1}`,
      },
      response: { status, input: `reponse-${i + 1}` },
    };
  });
  const bodies = exchanges.flatMap(({ body = dmpEnvelope(), response }, i) => [
    [`requete-${i + 1}`, Buffer.from(body)] as const,
    ...(response === undefined ? [] : [[`reponse-${i + 1}`, Buffer.from(response)] as const]),
  ]);
  return { echanges: observation({ service: 'dmp', exchanges: slice }), ...Object.fromEntries(bodies) };
}

function answer(body: string): string {
  return `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Header/><e:Body>${body}</e:Body></e:Envelope>`;
}

/** What the DMP answers to TD0.2: `OK`, or `NF` where there is no DMP. */
export function existenceAnswer(code: 'OK' | 'NF', { state = 'active', authorisation = 'VALIDE' } = {}): string {
  const patient = `<subject><registrationEvent><subject1><patient><statusCode code="${state}"/></patient></subject1></registrationEvent></subject>`;
  return answer(
    '<PRPA_IN201308UV02 xmlns="urn:hl7-org:v3"><attentionLine><keyWordText code="AUTORISATION"/>' +
      `<value code="${authorisation}"/></attentionLine><acknowledgement typeCode="AA"/><controlActProcess>` +
      `${code === 'OK' ? patient : ''}<queryAck><queryResponseCode code="${code}"/></queryAck>` +
      '</controlActProcess></PRPA_IN201308UV02>',
  );
}

/** Body of TD0.3: the user declares the authorisation. */
export function authorisation(action = 'AJOUT'): string {
  return `<h:setAuthorization xmlns:h="urn:si-dmp-habilitations"><h:action>${action}</h:action></h:setAuthorization>`;
}

/** What the DMP answers to TD0.3. */
export function authorisationAnswer(status = 'DMPOk'): string {
  return answer(
    `<h:setAuthorizationResponse xmlns:h="urn:si-dmp-habilitations"><h:output><h:status>${status}</h:status></h:output></h:setAuthorizationResponse>`,
  );
}

/** What the registry answers to a submission. */
export function registryAnswer(status: 'Success' | 'Failure', error = ''): string {
  const list =
    error === ''
      ? ''
      : `<s:RegistryErrorList><s:RegistryError errorCode="${error}" codeContext="x" severity="${regrep}:ErrorSeverityType:Error"/></s:RegistryErrorList>`;
  return answer(
    `<s:RegistryResponse xmlns:s="${regrep}:xsd:rs:3.0" status="${regrep}:ResponseStatusType:${status}">${list}</s:RegistryResponse>`,
  );
}

/** What the registry answers to a search that finds one document. */
export function foundDocument(entry: { entryUuid: string; uniqueId: string; status: string }): string {
  return answer(
    `<q:AdhocQueryResponse xmlns:q="${regrep}:xsd:query:3.0" xmlns:r="${regrep}:xsd:rim:3.0" status="${regrep}:ResponseStatusType:Success">` +
      `<r:RegistryObjectList><r:ExtrinsicObject id="${entry.entryUuid}" lid="${entry.entryUuid}" status="${entry.status}">` +
      `<r:ExternalIdentifier identificationScheme="urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab" value="${entry.uniqueId}"/>` +
      '</r:ExtrinsicObject></r:RegistryObjectList></q:AdhocQueryResponse>',
  );
}
