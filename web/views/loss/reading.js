/** @typedef {import('chart.js').ActiveElement} ActiveElement */

/**
 * The exact values at one place of the curves, in the lab's own tooltip: where the pointer is, or where arrow keys
 * have gone.
 * @param {HTMLCanvasElement} canvas
 * @param {import('chart.js').Chart} chart
 * @param {import('../tools/types.js').Context} context
 * @returns {() => void} for when other curves are drawn
 */
export function readValues(canvas, chart, { t, tips }) {
  let at = -1;
  const lines = () => chart.data.datasets.map(({ data }) => /** @type {{ x: number, y: number }[]} */ (data));

  /** @param {Pick<ActiveElement, 'datasetIndex' | 'index'>[]} shown */
  const tell = (shown) => {
    if (!shown.length) return tips.close();
    const [first] = shown, element = chart.getDatasetMeta(first.datasetIndex).data[first.index];
    const values = shown.map(({ datasetIndex, index }) =>
      `${chart.data.datasets[datasetIndex].label}: ${t.exact(lines()[datasetIndex][index].y)}`);
    const epoch = t('summary.epoch', { epoch: lines()[first.datasetIndex][first.index].x });
    const host = tips.host.getBoundingClientRect(), box = canvas.getBoundingClientRect();
    tips.show([epoch, ...values].join('\n'), box.left - host.left + element.x, box.top - host.top + element.y);
  };
  const forget = () => {
    at = -1;
    chart.setActiveElements([]);
    tips.close();
    chart.update('none');
  };
  chart.options.onHover = (_event, shown) => tell(shown);
  canvas.addEventListener('pointerleave', forget);
  canvas.addEventListener('blur', forget);
  canvas.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10 }[event.key];
    const count = Math.max(...lines().map(({ length }) => length));
    if (!step || !count) return;
    event.preventDefault();
    at = Math.max(0, Math.min(count - 1, (at < 0 ? count - 1 : at) + step));
    const shown = lines().map(({ length }, datasetIndex) => ({ datasetIndex, index: Math.min(at, length - 1) }))
      .filter(({ index }) => index >= 0);
    chart.setActiveElements(shown);
    chart.update('none');
    tell(shown);
  });
  return forget;
}
