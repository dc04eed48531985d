export const traskNext = { name: 'trask-next', experiments: [] };
