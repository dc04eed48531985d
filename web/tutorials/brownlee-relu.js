export const brownleeRelu = { name: 'brownlee-relu', experiments: [], functions: [] };
