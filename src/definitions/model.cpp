#include "definitions/model.hpp"

#include "base/described/tables.hpp"

DESCRIBE_ENUM(definitions::State, "DefinitionState", draft, published)
DESCRIBE_ENUM(definitions::Source, "DefinitionSource", seed, own)
DESCRIBE(definitions::DefinitionRow, "StoredDefinition", FIELD(district_id), FIELD(id), FIELD(code), FIELD(version), FIELD(kind), FIELD(state),
         FIELD(source), FIELD(effective_from), FIELD(body), FIELD(body_hash), FIELD(pack_version), FIELD(pack_hash), FIELD(based_on), FIELD(note),
         FIELD(drafter_id), FIELD(publisher_id), FIELD(changed_at), FIELD(revision), FIELD(stamp))
DESCRIBE(definitions::DefinitionEvent, "DefinitionEvent", FIELD(code), FIELD(version), FIELD(kind), FIELD(source), FIELD(effective_from),
         FIELD(body_hash), FIELD(note))
