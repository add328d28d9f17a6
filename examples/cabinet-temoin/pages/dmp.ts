// The DMP.
import type { PageFunctions } from 'probant/candidate';

export const dmp: PageFunctions = {};
