#include "base/embedded.hpp"

extern const base::EmbeddedFile embedded_migrations[], embedded_messages[], embedded_seeds[], embedded_templates[];
extern const std::size_t embedded_migrations_count, embedded_messages_count, embedded_seeds_count, embedded_templates_count;

namespace base {

std::span<const EmbeddedFile> embedded_migrations() { return {::embedded_migrations, embedded_migrations_count}; }
std::span<const EmbeddedFile> embedded_messages() { return {::embedded_messages, embedded_messages_count}; }
std::span<const EmbeddedFile> embedded_seeds() { return {::embedded_seeds, embedded_seeds_count}; }
std::span<const EmbeddedFile> embedded_templates() { return {::embedded_templates, embedded_templates_count}; }

}  // namespace base
