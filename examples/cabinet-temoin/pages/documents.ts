// Documents of the file.
import type { PageFunctions } from 'probant/candidate';

export const documents: PageFunctions = {};
