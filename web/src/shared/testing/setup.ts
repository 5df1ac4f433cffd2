// Tests read the same message files as the product.
import { beforeAll } from 'vitest';
import { setLanguage } from '../texts/texts';

beforeAll(async () => {
  await setLanguage('zh');
});
