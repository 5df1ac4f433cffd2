// Asio and the part of Beast that we use, compiled here and nowhere else.
#include "http/asio.hpp"

#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
