#include "store/settled.hpp"

#include <algorithm>
#include <utility>

namespace store {
namespace {

thread_local AnswerGate* current = nullptr;

}  // namespace

AnswerGate::AnswerGate() { current = this; }
AnswerGate::~AnswerGate() { current = nullptr; }

void AnswerGate::settle() {
  if (Disk* disk = std::exchange(disk_, nullptr)) disk->wait_for(std::exchange(commit_, 0));
}

void rests_on(Disk& disk, std::uint64_t commit) {
  if (current == nullptr) return disk.wait_for(commit);
  if (current->disk_ != nullptr && current->disk_ != &disk) current->settle();  // another store: tests only
  current->disk_ = &disk;
  current->commit_ = std::max(current->commit_, commit);
}

}  // namespace store
