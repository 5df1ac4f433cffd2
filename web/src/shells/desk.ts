// The desk: what officials work in all day.
import { start } from './start';

void start('desk');
