import type { DeviceEntity, ServiceEntity } from './entities.ts';
import type { CodeableConcept, Common, Device, HealthcareService } from './r4.ts';
import { coding, concept, terminologies } from './systems.ts';

/**
 * A heavy equipment. No recorded answer is public: the elements are those of the profile as-dp-device 1.1.0, which has no
 * model name though the API searches by model.
 */
export function deviceResource({ equipment, organization }: DeviceEntity, common: Common): Device {
  return {
    resourceType: 'Device',
    ...common,
    status: equipment.actif ? 'active' : 'inactive',
    manufacturer: equipment.marque,
    serialNumber: equipment.numeroSerie,
    type: concept(coding(terminologies.equipment, equipment.type.code)),
    owner: { reference: `Organization/${organization}` },
  };
}

/** A care activity or a social equipment (profiles as-dp-healthcareservice-* 1.1.0; no recorded answer is public). */
export function serviceResource(entity: ServiceEntity, common: Common): HealthcareService {
  const { service, organization } = entity;
  const category = categoriesOf(entity);
  return {
    resourceType: 'HealthcareService',
    ...common,
    active: service.actif,
    providedBy: { reference: `Organization/${organization}` },
    ...(category.length === 0 ? {} : { category }),
    type: [activityConcept(entity)],
    characteristic: [formConcept(entity)],
  };
}

/** Modality of a care activity; a social equipment has none. */
export function categoriesOf({ service: { modalite } }: ServiceEntity): CodeableConcept[] {
  return modalite === undefined ? [] : [concept(coding(terminologies.careModality, modalite.code))];
}

/** Regulated care activity, or discipline of a social equipment. */
export function activityConcept({ service: { nature, activite } }: ServiceEntity): CodeableConcept {
  const system = nature === 'soins' ? terminologies.careActivity : terminologies.socialDiscipline;
  return concept(coding(system, activite.code));
}

/** Form of a care activity, or type of activity of a social equipment. */
export function formConcept({ service: { nature, forme } }: ServiceEntity): CodeableConcept {
  return concept(coding(nature === 'soins' ? terminologies.careForm : terminologies.socialForm, forme.code));
}
