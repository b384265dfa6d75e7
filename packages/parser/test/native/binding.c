/**
 * Hands a grammar to the Node binding of tree-sitter, which wants an external value with its type tag. Node's own
 * declarations are repeated here, as far as needed, so that no headers have to be installed: they are stable.
 */
#include <stdint.h>

typedef struct napi_env__ *napi_env;
typedef struct napi_value__ *napi_value;
typedef int napi_status;
typedef struct {
  uint64_t lower;
  uint64_t upper;
} napi_type_tag;

extern napi_status napi_create_external(napi_env, void *, void (*)(napi_env, void *, void *), void *, napi_value *);
extern napi_status napi_type_tag_object(napi_env, napi_value, const napi_type_tag *);
extern napi_status napi_set_named_property(napi_env, napi_value, const char *, napi_value);

typedef struct TSLanguage TSLanguage;
extern const TSLanguage *LANGUAGE(void);

/** The tag of languages in the binding. */
static const napi_type_tag language_tag = {0x8AF2E5212AD58ABF, 0xD5006CAD83ABBA16};

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

/** The version of Node's interface that type tags came with. */
EXPORT int32_t node_api_module_get_api_version_v1(void) { return 8; }

EXPORT napi_value napi_register_module_v1(napi_env env, napi_value exports) {
  napi_value language;
  napi_create_external(env, (void *)LANGUAGE(), 0, 0, &language);
  napi_type_tag_object(env, language, &language_tag);
  napi_set_named_property(env, exports, "language", language);
  return exports;
}
