#include "store/statement.hpp"

namespace store {
namespace {

constinit const Statement* head = nullptr;  // filled while the program's constants are made, by one thread
constinit std::size_t count = 0;

}  // namespace

Statement::Statement(std::string_view name, std::string_view sqlite, std::string_view postgres)
    : name_(name), sqlite_(sqlite), postgres_(postgres), number_(count++), next_(head) {
  head = this;
}

const Statement* Statement::first() { return head; }

}  // namespace store
