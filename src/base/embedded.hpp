// Files compiled into the program (migrations, messages, seed packs, templates); filled by cmake/embed.cmake.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>

namespace base {

struct EmbeddedFile {
  std::string_view path;  // below the repository, e.g. "src/matters/migrations/0001_matters.sql"
  const char* begin;
  const char* end;
  [[nodiscard]] std::string_view text() const { return {begin, static_cast<std::size_t>(end - begin)}; }
};

[[nodiscard]] std::span<const EmbeddedFile> embedded_migrations();  // src/**/migrations/*.sql
[[nodiscard]] std::span<const EmbeddedFile> embedded_messages();    // src/**/messages/{zh,en}.json
[[nodiscard]] std::span<const EmbeddedFile> embedded_seeds();       // definitions/**
[[nodiscard]] std::span<const EmbeddedFile> embedded_templates();   // **/*.mustache and what public pages load

}  // namespace base
