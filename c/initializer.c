/* One row an initializer. The variance-scaling ones draw with variance gain/fan, so that signals
 * neither grow nor fade from layer to layer: X. Glorot and Y. Bengio, 2010 (1 over the mean of the
 * fans); K. He et al., 2015 (2 over the inputs); Y. LeCun et al., "Efficient BackProp", 1998 (1 over the inputs). */
#include "core.h"

typedef enum gn_draw { CONSTANT, UNIFORM, NORMAL } gn_draw;

struct gn_initializer_row {
  const char *name;
  gn_draw draw;
  double gain;          /* 0: the config's own numbers */
  enum { OVER_INPUTS, OVER_MEAN } fan;
};

static const gn_initializer_row initializers[] = {
  {"zeros", CONSTANT, 0, OVER_INPUTS},
  {"ones", CONSTANT, 0, OVER_INPUTS},
  {"constant", CONSTANT, 0, OVER_INPUTS},
  {"uniform", UNIFORM, 0, OVER_INPUTS},
  {"normal", NORMAL, 0, OVER_INPUTS},
  {"glorotUniform", UNIFORM, 1, OVER_MEAN},
  {"glorotNormal", NORMAL, 1, OVER_MEAN},
  {"heUniform", UNIFORM, 2, OVER_INPUTS},
  {"heNormal", NORMAL, 2, OVER_INPUTS},
  {"lecunUniform", UNIFORM, 1, OVER_INPUTS},
  {"lecunNormal", NORMAL, 1, OVER_INPUTS},
};
enum { INITIALIZER_COUNT = sizeof initializers / sizeof *initializers };

const char *const gn_layouts[] = {"inputsFirst", "unitsFirst", NULL};
enum { UNITS_FIRST = 1 };

const char *gn_initializer_name(size_t index) { return index < INITIALIZER_COUNT ? initializers[index].name : NULL; }

static gn_status resolve(gn_initializer_config *config, const char *fallback, const char *which, gn_error *error) {
  if (config->name != config->name) config->name = gn_find(GN_INITIALIZER, fallback);
  const gn_initializer_row *row = &initializers[(int)config->name];
  if (row == &initializers[0]) config->value = 0;
  if (row == &initializers[1]) config->value = 1;
  if (row->draw == UNIFORM && row->gain == 0 && config->min > config->max)
    return gn_fail(error, GN_INVALID_CONFIG, "%s.min is %g and its max %g; min must not be above max", which, config->min, config->max);
  return GN_OK;
}

gn_status gn_resolve_initializers(gn_layer *layer, gn_error *error) {
  gn_status status = resolve(&layer->kernel_initializer, layer->activation->initializer, "kernelInitializer", error);
  return status ? status : resolve(&layer->bias_initializer, "zeros", "biasInitializer", error);
}

static double draw(gn_random *random, const gn_initializer_config *config, double inputs, double units) {
  const gn_initializer_row *row = &initializers[(int)config->name];
  double variance = row->gain / (row->fan == OVER_MEAN ? (inputs + units) / 2 : inputs);
  double bound = __builtin_sqrt(3 * variance); /* uniform in ±bound has variance bound²/3 */
  double low = row->gain ? -bound : config->min, high = row->gain ? bound : config->max;
  switch (row->draw) {
  case CONSTANT: return config->value;
  case UNIFORM: return low + (high - low) * gn_random_uniform(random);
  case NORMAL: break;
  }
  double stddev = row->gain ? __builtin_sqrt(variance) : config->stddev;
  return (row->gain ? 0 : config->mean) + stddev * gn_random_normal(random);
}

static void draw_layer(const gn_layer *layer, real *parameters, gn_random *random) {
  real *kernel = parameters + layer->offset;
  bool units_first = layer->kernel_initializer.layout == UNITS_FIRST;
  uint32_t outer = units_first ? layer->units : layer->inputs, inner = units_first ? layer->inputs : layer->units;
  for (uint32_t i = 0; i < outer; i++)
    for (uint32_t j = 0; j < inner; j++) {
      uint32_t unit = units_first ? i : j, input = units_first ? j : i;
      kernel[(size_t)unit * layer->stride + input] =
        (real)draw(random, &layer->kernel_initializer, layer->inputs, layer->units);
    }
  for (uint32_t unit = 0; layer->use_bias && unit < layer->units; unit++)
    kernel[(size_t)unit * layer->stride + layer->inputs] =
      (real)draw(random, &layer->bias_initializer, layer->inputs, layer->units);
  for (uint32_t unit = 0; layer->batch_normalization && unit < layer->units; unit++) parameters[layer->gamma + unit] = 1;
}

void gn_draw_parameters(gn_network *network, uint32_t seed) {
  gn_random random;
  gn_random_start(&random, network->generator, seed);
  for (uint32_t l = 0; l < network->layer_count; l++) draw_layer(&network->layers[l], network->parameters, &random);
}
