// `npm run check`: everything that can be said about the code without running the product.
import { runChecks } from './checks/run-checks.ts';

const passed = await runChecks();
console.log(passed ? '\nAll checks passed.' : '\nChecks failed.');
process.exitCode = passed ? 0 : 1;
