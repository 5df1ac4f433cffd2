// The field shell: the same tasks for grid workers and handlers on a telephone.
import { start } from './start';

void start('field');
