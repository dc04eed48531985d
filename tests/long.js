/** What a test that takes long is skipped for: `skip: onlyInAll`. False where all are to run. */
export const onlyInAll = process.env.GLASSNET_TESTS !== 'all' && 'runs in npm run test:all';
