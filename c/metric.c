/* One row a metric: a figure read off what a pass over the rows has counted. */
#include "core.h"

/* The share of answers that are right: the strongest class of a softmax, else the side of the threshold. */
static double accuracy(gn_tally *t) { return t->right / t->answers; }
/* The mean of |ŷ − y|. */
static double mean_absolute_error(gn_tally *t) { return t->absolute_error / t->answers; }
/* Of what was said to be 1, the share that is; 0 where nothing was. */
static double precision(gn_tally *t) {
  double said = t->true_positives + t->false_positives;
  return said > 0 ? t->true_positives / said : 0;
}
/* Of what is 1, the share that was found. */
static double recall(gn_tally *t) {
  double are = t->true_positives + t->false_negatives;
  return are > 0 ? t->true_positives / are : 0;
}

static void sift(real *scores, real *targets, size_t root, size_t n) {
  for (size_t child; (child = 2 * root + 1) < n; root = child) {
    if (child + 1 < n && scores[child + 1] > scores[child]) child++;
    if (!(scores[child] > scores[root])) return;
    real score = scores[root], target = targets[root];
    scores[root] = scores[child], targets[root] = targets[child];
    scores[child] = score, targets[child] = target;
  }
}

/* Heapsort by score; targets move along. */
static void sort(real *scores, real *targets, size_t n) {
  for (size_t i = n / 2; i-- > 0;) sift(scores, targets, i, n);
  for (size_t last = n; last-- > 1;) {
    real score = scores[0], target = targets[0];
    scores[0] = scores[last], targets[0] = targets[last];
    scores[last] = score, targets[last] = target;
    sift(scores, targets, 0, last);
  }
}

/* The area under the ROC curve is the chance that a row of class 1 scores above one of class 0 (H. Mann and D. Whitney,
 * 1947): from the sum of ranks, equal scores sharing theirs. NaN with one class only. */
static double auc(gn_tally *t) {
  real *scores = t->scores, *targets = scores ? scores + t->rows : NULL;
  if (!scores) return GN_NAN;
  size_t n = t->scored;
  sort(scores, targets, n);
  double positives = 0, ranks = 0;
  for (size_t i = 0, end; i < n; i = end) {
    for (end = i + 1; end < n && scores[end] == scores[i];) end++;
    for (size_t k = i; k < end; k++)
      if (targets[k] > (real)0.5) positives++, ranks += (double)(i + 1 + end) / 2;
  }
  double negatives = (double)n - positives;
  return positives > 0 && negatives > 0 ? (ranks - positives * (positives + 1) / 2) / (positives * negatives) : GN_NAN;
}

const gn_metric_row gn_metrics[] = {
  {"accuracy", accuracy, true, false, true},
  {"meanAbsoluteError", mean_absolute_error, false, false, false},
  {"precision", precision, true, true, true},
  {"recall", recall, true, true, true},
  [GN_AUC] = {"auc", auc, true, true, true},
  {NULL, NULL, false, false, false},
};

void gn_clear_tally(gn_tally *tally) { *tally = (gn_tally){.scores = tally->scores, .rows = tally->rows}; }

static uint32_t strongest(const real *panel, uint32_t lane, uint32_t units, uint32_t width) {
  uint32_t best = 0;
  for (uint32_t u = 1; u < units; u++)
    if (panel[u * width + lane] > panel[best * width + lane]) best = u;
  return best;
}

/* An output that mixes its units gives one answer a row, the strongest class (the first of equals);
 * any other gives one an output: the side of the threshold it lies on. */
static void tally_sides(gn_tally *tally, const real *a, const real *targets, double threshold, uint32_t units,
                        uint32_t width, uint32_t samples) {
  uint32_t right = 0, true_positives = 0, said = 0, are = 0;
  for (uint32_t u = 0; u < units; u++)
    for (uint32_t s = 0; s < samples; s++) {
      bool says = (double)a[u * width + s] > threshold, is = targets[u * width + s] > (real)0.5;
      right += says == is;
      true_positives += says && is;
      said += says;
      are += is;
    }
  tally->right += right;
  tally->true_positives += true_positives;
  tally->false_positives += said - true_positives;
  tally->false_negatives += are - true_positives;
}

void gn_tally_panel(gn_tally *tally, const gn_network *network, const real *a, const real *targets, double threshold,
                    uint32_t width, uint32_t samples) {
  const gn_layer *output = &network->layers[network->layer_count - 1];
  uint32_t units = output->units;
  if (output->activation->output_only) {
    for (uint32_t s = 0; s < samples; s++)
      tally->right += strongest(a, s, units, width) == strongest(targets, s, units, width);
    tally->answers += samples;
  } else {
    tally_sides(tally, a, targets, threshold, units, width, samples);
    tally->answers += (double)samples * units;
  }
  for (uint32_t u = 0; u < units; u++)
    for (uint32_t s = 0; s < samples; s++) {
      double off = (double)a[u * width + s] - (double)targets[u * width + s];
      tally->absolute_error += off < 0 ? -off : off;
    }
  for (uint32_t s = 0; tally->scores && s < samples; s++, tally->scored++) {
    tally->scores[tally->scored] = a[s];
    tally->scores[tally->rows + tally->scored] = targets[s];
  }
}
