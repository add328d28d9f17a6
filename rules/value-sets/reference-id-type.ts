import { words } from './value-set.ts';

/** Types of the identifiers of `referenceIdList`: JDV_J197 of the CI-SIS (24/06/2022), and JDV_J231 that the DMP takes (16/12/2022). */
export const referenceIdType = {
  ciSis: words(`
    urn:ihe:iti:xds:2013:uniqueId urn:ihe:iti:xds:2013:accession urn:ihe:iti:xds:2013:referral
    urn:ihe:iti:xds:2013:order urn:ihe:iti:xdw:2013:workflowInstanceId urn:ihe:iti:xds:2016:studyInstanceUID
    urn:ihe:iti:xds:2015:encounterId
  `),
  dmp: words('urn:ihe:iti:xds:2013:accession urn:ihe:iti:xds:2013:order urn:ihe:iti:xds:2016:studyInstanceUID'),
} as const;
